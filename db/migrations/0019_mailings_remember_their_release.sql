DROP INDEX "message_once_person";--> statement-breakpoint
DROP INDEX "message_once_address";--> statement-breakpoint
ALTER TABLE "mailings" ADD COLUMN "main_domain" text;--> statement-breakpoint
ALTER TABLE "mailings" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "message_accepted" ON "messages" USING btree ("mailing_id","final_at") WHERE "messages"."state" = 'accepted' and "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE INDEX "message_refused" ON "messages" USING btree ("mailing_id","reason","final_at") WHERE "messages"."state" = 'failed' and "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_once_person" ON "messages" USING btree ("person_id","mailing_id") WHERE "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_once_address" ON "messages" USING btree ("address_id","mailing_id") WHERE "messages"."mailing_id" is not null;--> statement-breakpoint
-- what is still being sent when this runs
UPDATE "mailings" g SET
  "released_at" = (SELECT max(e."at") FROM "audit_entries" e WHERE e."action" IN ('mailing.resumed', 'mailing.sent-again') AND e."object_id" = g."id"::text),
  "main_domain" = (SELECT split_part(m."to_email", '@', 2) FROM "messages" m WHERE m."mailing_id" = g."id" GROUP BY 1
                   HAVING count(*) >= 3 AND 2 * count(*) >= g."audience" ORDER BY count(*) DESC LIMIT 1)
WHERE g."state" IN ('sending', 'paused');
