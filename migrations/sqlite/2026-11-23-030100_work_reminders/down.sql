DROP TABLE work_reminders;
