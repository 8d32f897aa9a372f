-- The organizations that whoever downloaded belonged to then: only those who may see one of them are told who it was. Somebody of the
-- holding may download by a daughter's licence.
alter table download add column principal_organizations uuid[] not null default '{}';
