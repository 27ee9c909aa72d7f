DROP TABLE connection;
DROP TABLE token;
