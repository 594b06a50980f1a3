"""PostgreSQL as the memory that stations share: plain tables, functions, LISTEN and NOTIFY."""
