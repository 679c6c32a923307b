DROP TABLE form_draws;
