CREATE TABLE "content_page_interests" (
	"page_id" uuid NOT NULL,
	"interest" text NOT NULL,
	CONSTRAINT "page_interest" PRIMARY KEY("page_id","interest")
);
--> statement-breakpoint
CREATE TABLE "membership_interests" (
	"application_id" uuid NOT NULL,
	"interest" text NOT NULL,
	CONSTRAINT "application_interest" PRIMARY KEY("application_id","interest")
);
--> statement-breakpoint
CREATE TABLE "interests" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "interest_name" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "person_interests" (
	"person_id" uuid NOT NULL,
	"interest" text NOT NULL,
	CONSTRAINT "person_interest" PRIMARY KEY("person_id","interest")
);
--> statement-breakpoint
ALTER TABLE "persons" DROP CONSTRAINT "person_erased_empty";--> statement-breakpoint
ALTER TABLE "content_page_interests" ADD CONSTRAINT "content_page_interests_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_page_interests" ADD CONSTRAINT "content_page_interests_interest_interests_name_fk" FOREIGN KEY ("interest") REFERENCES "public"."interests"("name") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "membership_interests" ADD CONSTRAINT "membership_interests_application_id_membership_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."membership_applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_interests" ADD CONSTRAINT "membership_interests_interest_interests_name_fk" FOREIGN KEY ("interest") REFERENCES "public"."interests"("name") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "person_interests" ADD CONSTRAINT "person_interests_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_interests" ADD CONSTRAINT "person_interests_interest_interests_name_fk" FOREIGN KEY ("interest") REFERENCES "public"."interests"("name") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "page_interest_named" ON "content_page_interests" USING btree ("interest");--> statement-breakpoint
CREATE INDEX "application_interest_named" ON "membership_interests" USING btree ("interest");--> statement-breakpoint
CREATE INDEX "person_interest_named" ON "person_interests" USING btree ("interest");--> statement-breakpoint
-- by hand: the list to begin with, then whatever else was stored, which is offered no more
INSERT INTO "interests" ("slug", "name", "position") VALUES
  ('complaints', 'Complaints', 1), ('cqc-and-quality', 'CQC and quality', 2), ('digital-and-data', 'Digital and data', 3),
  ('finance', 'Finance', 4), ('patient-access', 'Patient access', 5), ('pcn-working', 'PCN working', 6),
  ('premises', 'Premises', 7), ('staffing', 'Staffing', 8), ('training', 'Training', 9);--> statement-breakpoint
INSERT INTO "interests" ("slug", "name", "position", "ended_at")
  SELECT 'earlier-' || row_number() OVER (ORDER BY name), name, 99, now()
  FROM (SELECT unnest("interests") AS name FROM "persons" UNION SELECT unnest("interests") FROM "membership_applications"
    UNION SELECT unnest("interests") FROM "content_pages") AS stored
  WHERE name NOT IN (SELECT "name" FROM "interests");--> statement-breakpoint
INSERT INTO "person_interests" SELECT DISTINCT "id", unnest("interests") FROM "persons";--> statement-breakpoint
INSERT INTO "membership_interests" SELECT DISTINCT "id", unnest("interests") FROM "membership_applications";--> statement-breakpoint
INSERT INTO "content_page_interests" SELECT DISTINCT "id", unnest("interests") FROM "content_pages";--> statement-breakpoint
ALTER TABLE "content_pages" DROP COLUMN "interests";--> statement-breakpoint
ALTER TABLE "membership_applications" DROP COLUMN "interests";--> statement-breakpoint
ALTER TABLE "persons" DROP COLUMN "interests";--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "person_erased_empty" CHECK ("persons"."erased_at" is null or ("persons"."full_name" is null and "persons"."display_name" is null and "persons"."job_title" is null and "persons"."organisation_name" is null));