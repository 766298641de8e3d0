const ACCOUNTS = [
  ["admin@demo.example", "administrator and data protection officer"],
  ["editor@demo.example", "editor"],
  ["moderator@demo.example", "moderator"],
  ["sender@demo.example", "newsletter sender"],
  ["contacts@demo.example", "contacts officer"],
  ["steering@demo.example", "steering group"],
  ["manager@demo.example", "member"],
  ["specialist@demo.example", "invited specialist"],
  ["pending@demo.example", "applicant not yet decided"],
] as const;

/** Says where everything is. */
export function announce({ baseUrl, deployment, inboxPort }: { baseUrl: string; deployment: string; inboxPort: number | null }): void {
  const lines = ["", `  The portal   ${baseUrl}`];
  if (inboxPort) lines.push(`  Its mails    http://localhost:${inboxPort}   (caught here; nothing leaves this machine)`);
  if (deployment === "demo") {
    lines.push("", "  Demo accounts, all with the password: twelve quiet otters");
    for (const [email, role] of ACCOUNTS) lines.push(`    ${email.padEnd(26)}${role}`);
    lines.push("  The page that asks staff for a security code shows the next one.");
  }
  lines.push("", "  Ctrl-C stops everything.", "");
  console.log(lines.join("\n"));
}
