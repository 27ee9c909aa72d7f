DROP INDEX record_by_date;
