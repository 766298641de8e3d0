/** The settings of every test file, set before any module of the site is read. */
Object.assign(process.env, {
  NODE_ENV: "production",
  DEPLOYMENT: "test",
  LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
  BASE_URL: "http://localhost:3000",
  DATA_DIR: ".cache/test/data",
  // A test that sends mail gives its own sink this address; the clone's setup moves it to a free port.
  SMTP_URL: "smtp://127.0.0.1:2",
  SECRETS: "a-signing-key-for-tests-that-is-long-enough",
  DATA_KEYS: "1:a-data-key-for-tests-that-is-long-enough-too",
  // Unit tests connect to nothing, but the settings want an address.
  DATABASE_URL: process.env.TEST_DATABASE_URL ?? "postgres://nobody@127.0.0.1:1/none",
});
delete process.env.REDIS_URL;
