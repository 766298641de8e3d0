CREATE TABLE "content_feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"page_id" uuid NOT NULL,
	"is_useful" boolean NOT NULL,
	"words" text,
	"given_at" timestamp with time zone NOT NULL,
	"told_on" date,
	CONSTRAINT "feedback_by_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "content_openings" (
	"page_id" uuid NOT NULL,
	"month" date NOT NULL,
	CONSTRAINT "content_opening" PRIMARY KEY("page_id","month")
);
--> statement-breakpoint
CREATE TABLE "content_reading_stopped" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"stopped_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_reads" (
	"person_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"since_version" integer,
	"since_at" timestamp with time zone,
	CONSTRAINT "content_read" PRIMARY KEY("person_id","page_id")
);
--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "superseded_by_id" uuid;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "changed_version" integer;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "content_feedback" ADD CONSTRAINT "content_feedback_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_openings" ADD CONSTRAINT "content_openings_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_reading_stopped" ADD CONSTRAINT "content_reading_stopped_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_reads" ADD CONSTRAINT "content_reads_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_reads" ADD CONSTRAINT "content_reads_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_by_page" ON "content_feedback" USING btree ("page_id","given_at" DESC NULLS FIRST,"code" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "feedback_told" ON "content_feedback" USING btree ("told_on","given_at") WHERE "content_feedback"."words" is not null;--> statement-breakpoint
CREATE INDEX "feedback_age" ON "content_feedback" USING btree ("given_at");--> statement-breakpoint
CREATE INDEX "content_opening_by_month" ON "content_openings" USING btree ("month");--> statement-breakpoint
CREATE INDEX "content_read_by_page" ON "content_reads" USING btree ("page_id");--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "content_pages_owner_id_persons_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "content_pages_superseded_by_id_content_pages_id_fk" FOREIGN KEY ("superseded_by_id") REFERENCES "public"."content_pages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "page_by_owner" ON "content_pages" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "page_by_successor" ON "content_pages" USING btree ("superseded_by_id");