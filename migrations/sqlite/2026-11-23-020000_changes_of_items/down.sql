DROP TABLE notices;
DROP TABLE translated_sources;
DROP TABLE variant_approvals;
DROP TABLE proposed_variants;
DROP TABLE declared_changes;
ALTER TABLE item_statistics DROP COLUMN carried_from;
