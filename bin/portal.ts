import { runCommand, runMain } from "citty";
import { scrubbedError } from "~/lib/scrubbed-error";
import { convertForum } from "./commands/convert-forum";
import { createAdmin } from "./commands/create-admin";
import { doctor } from "./commands/doctor";
import { erasePerson } from "./commands/erase-person";
import { exportForum } from "./commands/export-forum";
import { exportPerson } from "./commands/export-person";
import { importForum } from "./commands/import-forum";
import { migrate } from "./commands/migrate";
import { moveFiles } from "./commands/move-files";
import { Refusal, UsageError } from "./commands/outcome";
import { receiveMail } from "./commands/receive-mail";
import { resetSecondFactor } from "./commands/reset-second-factor";
import { seed } from "./commands/seed";

const main = {
  meta: { name: "npm run portal --", description: "What an operator does from the command line" },
  subCommands: {
    migrate,
    seed,
    "create-admin": createAdmin,
    "reset-second-factor": resetSecondFactor,
    "export-person": exportPerson,
    "erase-person": erasePerson,
    "import-forum": importForum,
    "export-forum": exportForum,
    "convert-forum": convertForum,
    "move-files": moveFiles,
    "receive-mail": receiveMail,
    doctor,
  },
};

const given = process.argv.slice(2);

export async function run(): Promise<void> {
  if (given.length === 0 || given.includes("--help") || given.includes("-h"))
    await runMain(main, { rawArgs: [...given.filter(isWord), "--help"] });
  else process.exit(await codeOf());
}

/** 0: done. 1: refused or failed, or as a mail server reads it. 2: not understood. */
async function codeOf(): Promise<number> {
  try {
    await runCommand(main, { rawArgs: given });
    return 0;
  } catch (error) {
    if (error instanceof UsageError || (error as Error).name === "CLIError") {
      console.error(`${(error as Error).message}\nSee npm run portal -- --help`);
      return 2;
    }
    console.error(error instanceof Refusal ? error.message : scrubbedError(error as Error).stack);
    return error instanceof Refusal ? error.code : 1;
  }
}

function isWord(argument: string): boolean {
  return !argument.startsWith("-");
}
