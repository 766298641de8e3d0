import { createRequire } from "node:module";
import { aliasedTable, and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { PgDialect, QueryBuilder } from "drizzle-orm/pg-core";
import { describe, expect, test } from "vitest";
import "#db/client.server";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { persons } from "#db/schema/people";

// a second copy of drizzle, in which nothing was changed
const plain = createRequire(import.meta.url)("drizzle-orm") as { SQL: new (chunks: SQL["queryChunks"]) => SQL };
const dialect = new PgDialect({ casing: "snake_case" });
const build = new QueryBuilder({ casing: "snake_case" });

const other = aliasedTable(persons, "other");
const day = new Date("2026-11-30T09:00:00Z");
const within = build.select({ id: forumPosts.id }).from(forumPosts).where(eq(forumPosts.number, 7));
const latest = build.select({ topicId: forumPosts.topicId, last: sql<Date>`max(${forumPosts.createdAt})`.as("last") }).from(forumPosts);

const QUERIES: [string, { getSQL(): SQL }][] = [
  ["values and none", sql`select ${1}, ${"a"}, ${null}, ${undefined}, ${true}, ${day}, ${{ a: 1 }}`],
  ["lists", sql`select ${[1, 2, sql`now()`]}, ${[]}`],
  ["names", sql`select ${sql.identifier('a"b')}, ${sql.raw("1")}, ${persons}, ${persons.id}, ${other}, ${other.id}`],
  ["a query within", sql`select 1 where exists ${within} and ${within} is not null`],
  [
    "conditions",
    and(or(eq(persons.id, "x"), isNull(persons.mergedInto)), inArray(persons.id, ["a", "b"]), inArray(forumPosts.id, within))!,
  ],
  ["values by their column", sql`${sql.param(day, forumPosts.createdAt)} ${sql.param(null, forumPosts.createdAt)}`],
  ["values in the text", sql`a ${sql`b ${"c"} ${3}`.inlineParams()} d ${"e"}`],
  ["what is filled in later", sql`${sql.placeholder("a")} = ${persons.id} and ${eq(persons.id, sql.placeholder("b"))}`],
  ["a selection", build.select().from(forumTopics).leftJoin(other, eq(other.id, forumTopics.authorId)).limit(3)],
  ["a table that is a query", build.select().from(latest.as("latest")).orderBy(latest.as("latest").last)],
  ["a query that stands first", build.with(build.$with("w").as(within)).select().from(build.$with("w").as(within))],
  ["a lateral", build.select({ id: persons.id }).from(persons).leftJoinLateral(latest.as("its"), sql`true`).for("update", { of: persons })],
  ["what joins", sql.join([sql`a ${1}`, sql`b ${2}`], sql`, `)],
  [
    "a column with a name of its own",
    build
      .select({ n: sql`${persons.id}`.as("n") })
      .from(persons)
      .groupBy(sql`${persons.id}`.as("n")),
  ],
];

describe("a query's text", () => {
  test.each(QUERIES)("%s: as drizzle writes it", (_, query) => {
    const written = dialect.sqlToQuery(query.getSQL());
    const known = dialect.sqlToQuery(new plain.SQL(query.getSQL().queryChunks));
    expect({ sql: written.sql, params: written.params }).toEqual({ sql: known.sql, params: known.params });
  });
});
