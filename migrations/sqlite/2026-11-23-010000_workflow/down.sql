DROP INDEX audit_by_actor;
DROP TABLE item_promotions;
DROP TABLE pilot_rounds;
DROP TABLE review_comments;
DROP TABLE review_verdicts;
DROP TABLE review_attempts;
DROP TABLE item_state_changes;
DROP TABLE organisation_workflows;
