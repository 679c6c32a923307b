DROP TABLE form_draws;
DROP FUNCTION synaq_form_draws_update();
