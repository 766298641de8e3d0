import { keepCode } from "./programs.js";

// Run when the programs have been built. Their modules look at the settings while they load, and connect to nothing; what whoever builds
// them has set is not looked at.
for (const name of Object.keys(process.env)) if (!/^(path|systemroot|te?mp)$/i.test(name)) delete process.env[name];
Object.assign(process.env, {
  NODE_ENV: "production",
  DEPLOYMENT: "test",
  DATABASE_URL: "postgres://127.0.0.1/none",
  SECRETS: "x".repeat(32),
  DATA_KEYS: `1:${"x".repeat(32)}`,
});
for (const name of process.argv.slice(2)) await keepCode(name);
process.exit();
