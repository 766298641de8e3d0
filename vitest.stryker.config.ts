import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";

const SECOND = 1000;

/** The tests that kill mutants (`docs/testing.md`): those that call the mutated files themselves, not through a site. */
const TESTS = {
  unit: ["**/*"],
  integration: ["consents/*", "people/proofs", "accounts/stored-sessions", "accounts/remembered-devices", "accounts/signed-out-meanwhile"],
};

const project = (name: keyof typeof TESTS, setupFiles: string[], globalSetup: string[]) => ({
  plugins: [tsconfigPaths()],
  esbuild: { jsxDev: false },
  test: {
    name,
    include: TESTS[name].map((file) => `test/${name}/${file}.test.ts`),
    setupFiles: ["test/setup/environment.ts", ...setupFiles],
    globalSetup,
    testTimeout: 60 * SECOND,
    hookTimeout: 60 * SECOND,
  },
});

export default defineConfig({
  test: { projects: [project("unit", [], []), project("integration", ["test/setup/clone.ts"], ["test/setup/services.ts"])] },
});
