// Who may import what (docs/architecture.md). Rooms form layers; a room may use those to its left only.
const LAYERS = [
  ["audit"],
  ["permissions"],
  ["settings", "operations"],
  ["people"],
  ["consents"],
  ["drafts"],
  ["mail"],
  ["guard"],
  ["notices"],
  ["files"],
  ["accounts"],
  ["records"],
  ["membership"],
  ["content", "newsletters", "enquiries"],
  ["forum"],
  ["search", "inbox", "privacy"],
];
const room = (names) => `^app/features/(${names.join("|")})/`;

const layerRules = LAYERS.flatMap((layer, index) => {
  const above = LAYERS.slice(index + 1).flat();
  const rules = layer.map((name) => ({
    name: `${name}-knows-no-room-beside-it`,
    severity: "error",
    from: { path: room([name]) },
    to: { path: room(layer.filter((other) => other !== name)) },
  }));
  return [
    ...(layer.length > 1 ? rules : []),
    ...(above.length > 0
      ? [{ name: `${layer[0]}-layer-knows-no-room-above`, severity: "error", from: { path: room(layer) }, to: { path: room(above) } }]
      : []),
  ];
});

/** Files that read another room's tables all the same, each with its reason. */
const KNOWN_READERS = [
  // one statement narrows the list of people by what they hold, where they work, their addresses and their account, in the order of an index;
  // their record shows the same of one person
  "records/members\\.queries",
  "records/record\\.queries",
  // a condition over grants, restriction and account at once, under a lock: three statements could see three states
  "permissions/administrators",
  // whether the holder of an address has an account is asked in the statement that finds them, from rooms below accounts too
  "people/persons",
  // who of those with a role may act is asked in the statement that finds them, from rooms below accounts too
  "people/role-holders\\.queries",
].map((file) => `^app/features/${file}\\.server\\.ts$`);

// The tables of another room are read through that room (docs/decisions/0020-tables-are-read-through-their-rooms.md). Privacy copies and erases all.
const tableRules = LAYERS.flat()
  .filter((name) => name !== "privacy")
  .map((name) => ({
    name: `${name}-reads-its-own-tables`,
    severity: "error",
    from: { path: room([name]), pathNot: KNOWN_READERS },
    to: { path: "^db/schema/", pathNot: `^db/schema/(roles|platform|${name})(/|\\.ts$)` },
  }));

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    ...layerRules,
    ...tableRules,
    { name: "nothing-imports-tests-or-entries", severity: "error", from: { pathNot: "^(test|bin|vitest)" }, to: { path: "^(test|bin)/" } },
    { name: "web-entry-loads-the-build-only", severity: "error", from: { path: "^bin/web\\.ts$" }, to: { path: "^(app|db|jobs|emails)/" } },
    { name: "routes-know-no-other-route", severity: "error", from: { path: "^app/routes/" }, to: { path: "^app/routes/" } },
    {
      name: "routes-are-adapters",
      comment: "A route calls rooms; it reaches no table, job or mail by itself.",
      severity: "error",
      from: { path: "^app/(routes/|root|entry\\.server)" },
      to: { path: "^(db|jobs|emails)/" },
    },
    {
      name: "routes-decide-nothing",
      comment: "What belongs into one transaction, and what is written down, is the command's to say.",
      severity: "error",
      from: { path: "^app/(routes/|root|entry\\.server)" },
      to: { path: "^app/(lib/transaction\\.server|features/audit/record-entry\\.server)" },
    },
    {
      name: "rooms-know-no-web",
      severity: "error",
      from: { path: "^app/features/" },
      to: { path: "^app/(routes|http)/|node_modules/@remix-run/" },
    },
    {
      name: "rooms-know-no-handlers",
      severity: "error",
      comment: "Above every room, privacy builds a mail again to show it to staff, and inbox asks every kind for its words.",
      from: { path: "^app/features/" },
      to: { path: "^jobs/", pathNot: "^jobs/(definitions|outbox\\.server|mail-kinds)" },
    },
    {
      name: "only-the-highest-rooms-know-all-mail-kinds",
      severity: "error",
      from: { path: "^app/features/(?!(privacy|inbox)/)" },
      to: { path: "^jobs/mail-kinds" },
    },
    {
      name: "mail-kinds-have-files-of-their-own",
      comment: "A kind is declared in <name>.mail.server.ts, by itself or through what its room's mails share (<name>-mail.server.ts).",
      severity: "error",
      from: { path: "^app/features/(?!mail/)", pathNot: "[.-]mail\\.server\\.ts$" },
      to: {
        path: "^app/features/mail/(messages/(proof-)?mail|notifications/notification)-kind\\.server",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "rooms-lay-no-mails-out",
      comment: "A kind says what a letter says; the mail room lays it out. An issue is laid out where it is previewed.",
      severity: "error",
      from: { path: "^app/features/(?!mail/)", pathNot: "/(render-issue-mail|mail-samples)\\.server\\.ts$" },
      to: { path: "^emails/" },
    },
    {
      name: "the-web-edge-knows-base-rooms",
      severity: "error",
      from: { path: "^app/http/", pathNot: "^app/http/access/acts\\.ts$" },
      to: { path: "^app/(routes/|features/(?!(settings|audit|permissions|people|consents|records|drafts|files|accounts)/))" },
    },
    {
      name: "the-list-of-acts-knows-permissions-only",
      comment: "It names the permission that each act is taken under.",
      severity: "error",
      from: { path: "^app/http/access/acts\\.ts$" },
      to: { path: "^app/", pathNot: "^app/features/permissions/permissions\\.ts$" },
    },
    {
      name: "views-are-isomorphic",
      comment: "Components, policies, schemas and types run anywhere: no server file, no database, no framework, not even as a type.",
      severity: "error",
      from: { path: "^app/(components|islands)/|^app/features/(.+/components/|.+\\.(policy|schema)\\.ts|[^/]+/types\\.ts)" },
      to: { path: "\\.server\\.tsx?$|^(jobs|emails)/|^db/(?!schema/)|node_modules/@remix-run/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "shared-views-know-no-room",
      severity: "error",
      from: { path: "^app/(components|islands)/" },
      to: { path: "^app/(features|http|routes)/" },
    },
    {
      name: "the-platform-knows-no-room",
      severity: "error",
      from: { path: "^app/lib/" },
      to: { path: "^app/(http|features|routes|components)/|^(jobs|emails)/|^db/(?!client\\.server|schema/(platform|roles))" },
    },
    { name: "definitions-stand-alone", severity: "error", from: { path: "^jobs/definitions\\.ts$" }, to: { path: "^(app|db|emails)/" } },
    { name: "mails-know-no-database", severity: "error", from: { path: "^emails/" }, to: { path: "^(app|db|jobs)/" } },
    {
      name: "tables-know-no-domain",
      severity: "error",
      from: { path: "^db/", pathNot: "^db/seeds/" },
      to: { path: "^(app|jobs|emails)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|\\.cache|\\.stryker-tmp)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"], mainFields: ["module", "main"] },
  },
};
