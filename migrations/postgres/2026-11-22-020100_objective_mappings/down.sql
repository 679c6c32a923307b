DROP TABLE objective_decisions;
DROP TRIGGER published_documents_immutable_delete ON published_documents;
DELETE FROM published_documents WHERE kind = 'objective_mapping';
CREATE TRIGGER published_documents_immutable_delete BEFORE DELETE ON published_documents FOR EACH ROW
    EXECUTE FUNCTION synaq_refuse('published documents are immutable');
ALTER TABLE published_documents DROP CONSTRAINT published_documents_kind_check;
ALTER TABLE published_documents ADD CHECK (kind IN ('item_specification', 'calendar', 'conduct_rules'));
