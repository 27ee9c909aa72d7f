DROP TABLE namespace_table;
DROP TABLE namespace;
