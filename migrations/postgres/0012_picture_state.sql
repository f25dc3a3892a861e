-- A moderator may take one picture of an idea out of sight: 'shown' or 'hidden'.
alter table idea_pictures add column state text not null default 'shown';
