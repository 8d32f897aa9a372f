import type { NewProduct, Product, ProductChanges } from '@kabinet/contracts/products/resources';
import { emptySchema, schemaOf, tableOf, type SchemaDraft } from './schema-draft.ts';

interface Words {
  readonly ru: string;
  readonly en: string;
}

/** A product as its form holds it. */
export interface ProductValues {
  readonly slug: string;
  readonly name: Words;
  readonly description: Words;
  readonly support_levels: readonly LevelValues[];
  readonly update_policy: Product['update_policy'];
  readonly security_policy: Product['security_policy'];
  readonly parameters: SchemaDraft;
}

export interface LevelValues {
  readonly code: string;
  readonly name: Words;
  /** As it is typed. */
  readonly first_response_hours: string;
}

export const emptyLevel: LevelValues = { code: '', name: { ru: '', en: '' }, first_response_hours: '' };

export const newProductValues: ProductValues = {
  slug: '',
  name: { ru: '', en: '' },
  description: { ru: '', en: '' },
  support_levels: [{ code: 'standard', name: { ru: 'Стандартная', en: 'Standard' }, first_response_hours: '16' }],
  update_policy: 'released_within_support',
  security_policy: 'always',
  parameters: tableOf(emptySchema),
};

export function valuesOf({ slug, name, description, support_levels, update_policy, security_policy, parameters }: Product): ProductValues {
  return {
    slug,
    name,
    description: description ?? { ru: '', en: '' },
    support_levels: support_levels.map((level) => ({ ...level, first_response_hours: String(level.first_response_hours) })),
    update_policy,
    security_policy,
    parameters: tableOf(parameters),
  };
}

/** What the API takes of them; the slug never changes. */
export function changesOf(values: ProductValues): Required<Omit<ProductChanges, 'status'>> {
  const { name, description, support_levels, update_policy, security_policy, parameters } = values;
  return {
    name: { ...name },
    description: description.ru === '' && description.en === '' ? null : { ...description },
    support_levels: support_levels.map((level) => ({
      code: level.code,
      name: { ...level.name },
      first_response_hours: Number(level.first_response_hours),
    })),
    update_policy,
    security_policy,
    // The form is not sent with a draft that means nothing.
    parameters: { ...(schemaOf(parameters) ?? emptySchema) },
  };
}

export function newProductOf(values: ProductValues): NewProduct {
  return { slug: values.slug, ...changesOf(values) };
}
