-- A name leads readers to an article from the publication on that has it; those that there are have led there all the time.
alter table article_slug add is_published boolean not null default false;
update article_slug set is_published = true;
