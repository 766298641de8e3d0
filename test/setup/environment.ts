/** The settings of every test file, set before any module of the site is read. */
Object.assign(process.env, {
  NODE_ENV: "production",
  DEPLOYMENT: "test",
  LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
  BASE_URL: "http://localhost:3000",
  DATA_DIR: ".cache/test/data",
  SECRETS: "a-signing-key-for-tests-that-is-long-enough",
  DATA_KEYS: "1:a-data-key-for-tests-that-is-long-enough-too",
  // Unit tests connect to nothing, but the settings want addresses; files with a database are given real ones after this.
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
  SMTP_URL: "smtp://127.0.0.1:1",
});
delete process.env.MIGRATE_DATABASE_URL;
delete process.env.REDIS_URL;
