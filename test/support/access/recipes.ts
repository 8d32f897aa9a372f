import type { Target } from './answers.ts';
import { titleOf } from './answers.ts';
import { kinds, type Kind } from './kinds.ts';
import { idPlaces } from './places.ts';
import type { Recipe } from './recipe.ts';
import { peopleRecipes } from './recipes/people.ts';
import { softwareRecipes } from './recipes/software.ts';
import { supportRecipes } from './recipes/support.ts';

/** What an id stands for by its name, wherever it stands. */
const KIND_BY_NAME: Readonly<Record<string, Kind>> = {
  cabinet_id: 'cabinet',
  to_cabinet_id: 'cabinet',
  organization_id: 'cabinet',
  parent_id: 'cabinet',
  delivery_id: 'webhook_delivery',
  license_id: 'license',
  license_ids: 'license',
  release_id: 'release',
  purchase_id: 'purchase',
  product_id: 'product',
  user_id: 'person',
  session_id: 'session',
  certificate_id: 'certificate',
  comment_id: 'comment',
  attachment_id: 'attachment',
  file_id: 'article_file',
  category_id: 'article_category',
  upload_id: 'attachment_upload',
};

const recipes: Readonly<Record<string, Recipe>> = { ...peopleRecipes, ...softwareRecipes, ...supportRecipes };

export function recipeFor(target: Pick<Target, 'service' | 'name'>): Recipe {
  return recipes[titleOf(target)] ?? {};
}

/** What the id at `place` (`params.id`, `query.cabinet_id`, `body.license_ids`) stands for. */
export function kindAt(target: Target, place: string): Kind | undefined {
  const { access } = target.operation;
  const told = recipeFor(target).ids?.[place];
  if (told) return told;
  if (access.kind === 'permission' && access.resource && place === `params.${access.resource.param}`) return kindNamed(access.resource.of);
  return KIND_BY_NAME[place.split('.').at(-1) ?? ''];
}

function kindNamed(name: string): Kind | undefined {
  return kinds.find((kind) => kind === name);
}

/** What the tests do not know yet of the operations: each a sentence that says what to add. Empty when nothing is missing. */
export function missingKnowledge(targets: readonly Target[]): string[] {
  const titles = new Set(targets.map(titleOf));
  const stale = Object.keys(recipes).filter((title) => !titles.has(title));
  return [
    ...targets.flatMap(missingFor),
    ...stale.map((title) => `there is no operation ${title} any more: remove its recipe from test/support/access/recipes`),
  ];
}

function missingFor(target: Target): string[] {
  const { operation } = target;
  const title = titleOf(target);
  const recipe = recipeFor(target);
  const faults: string[] = [];
  if (operation.body && !recipe.body) {
    faults.push(`${title} takes a body: say in its recipe in test/support/access/recipes what to send`);
  }
  for (const name of Object.keys(operation.params?.properties ?? {})) {
    if (recipe.params?.[name] === undefined && !kindAt(target, `params.${name}`) && !idPlaces(operation).includes(`params.${name}`)) {
      faults.push(
        `${title} has the path parameter {${name}}: say in its recipe in test/support/access/recipes what it is (params), or what its id stands for (ids)`,
      );
    }
  }
  for (const place of idPlaces(operation)) {
    if (!kindAt(target, place)) {
      faults.push(
        `${title} takes an id at ${place}: say in its recipe (ids) in test/support/access/recipes what it stands for, and build one in things.ts if the world has none`,
      );
    }
  }
  return faults;
}
