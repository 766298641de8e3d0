import { afterAll, afterEach } from "vitest";
import { closeBell } from "#jobs/bell.server";
import { forgetSettings } from "~/features/settings/settings.queries.server";
import { closeDatabases } from "../support/context";
import { endChangedSite, forgetCodes, keptSite } from "../support/http";
import { clearMail } from "../support/mail";
import { killProcesses } from "../support/processes";

/** Files share the modules of their process, so what those keep is let go of between them. */
afterEach(clearMail);
afterAll(async () => {
  await endChangedSite();
  await killProcesses(keptSite());
  await closeBell();
  await closeDatabases();
  forgetSettings();
  forgetCodes();
});
