DROP TABLE similarity_suggestions;
DROP TABLE similarity_runs;
DROP TABLE external_similarities;
DROP TABLE item_waivers;
DROP TABLE item_prints;
DROP TABLE quality_choices;
