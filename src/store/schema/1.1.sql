-- So that the list shows where something did not work. The rows are made anew after a migration.
ALTER TABLE incident ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
