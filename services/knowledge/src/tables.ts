// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { ColumnType, Generated } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

export interface Tables extends OrganizationTables {
  article: {
    id: string;
    status: 'draft' | 'review' | 'published';
    revision: number;
    published_revision: number | null;
    published_at: string | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  article_file: {
    id: string;
    article_id: string;
    name: string;
    size: number;
    sha256: string;
    object_key: string;
    created_at: string;
  };
  article_revision: {
    article_id: string;
    number: number;
    id: string;
    contents: ColumnType<ColumnTypes['article_revision.contents'], string, string>;
    note: string | null;
    author_id: string | null;
    author_name: string | null;
    created_at: string;
  };
  article_slug: {
    slug: string;
    article_id: string;
    is_published: Generated<boolean>;
  };
  broker_position: {
    only_row: Generated<boolean>;
    stream_created: string | null;
    seq: number | null;
    event_id: string | null;
    acknowledged_at: string | null;
    republish_from: string | null;
    republish_until: string | null;
  };
  category: {
    id: string;
    slug: string;
    name: ColumnType<ColumnTypes['category.name'], string, string>;
    position: number;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  feedback: {
    id: string;
    article_id: string;
    user_id: string;
    helpful: boolean;
    comment: string | null;
    locale: 'ru' | 'en';
    created_at: string;
    updated_at: string;
  };
  holding: {
    id: string;
    organization_id: string;
    root_id: string;
    product_id: string;
    quantity: number;
    valid_from: string;
    decision: string;
    version: number;
  };
  missed_search: {
    id: string;
    query: string;
    times: number;
    first_at: string;
    last_at: string;
  };
  product: {
    id: string;
    slug: string;
    name: ColumnType<ColumnTypes['product.name'], string, string>;
    version: number;
  };
  shown_article: {
    id: string;
    stage: 'head' | 'published';
    slug: string;
    status: 'draft' | 'review' | 'published';
    audience: 'public' | 'holders' | 'staff';
    category_id: string | null;
    product_ids: string[];
    versions: string | null;
    original: 'ru' | 'en';
    texts: ColumnType<ColumnTypes['shown_article.texts'], string, string>;
    plain: ColumnType<ColumnTypes['shown_article.plain'], string, string>;
    title_ru: string;
    title_en: string;
    file_names: string[];
    search: string;
    title_search: string;
    heading_search: string;
    published_at: string | null;
    created_at: string;
    updated_at: string;
  };
  vendor: {
    only_row: Generated<boolean>;
    name_ru: string | null;
    name_en: string | null;
    version: number;
  };
  vocabulary: {
    word: string;
    stem: string;
  };
}

export const query = createBuilder<Tables>();
