/** The default storage: one SQLite file that any SQL tool can read. */
@org.jspecify.annotations.NullMarked
module org.healthwarehouse.storage.sqlite {
    requires transitive org.healthwarehouse.core;
    requires java.sql;
    requires com.zaxxer.hikari;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports org.healthwarehouse.storage.sqlite;

    provides org.healthwarehouse.storage.StorageProvider with
            org.healthwarehouse.storage.sqlite.SqliteStorageProvider;
}
