-- Waits, ends and links of incidents in the incident list.
ALTER TABLE incident ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE incident ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE incident ADD COLUMN waits TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(waits));
ALTER TABLE incident ADD COLUMN cause TEXT CHECK (json_valid(cause));
ALTER TABLE incident ADD COLUMN ended_at TEXT;
ALTER TABLE incident ADD COLUMN leader TEXT;

CREATE INDEX incident_of_leader ON incident (leader) WHERE leader IS NOT NULL;
