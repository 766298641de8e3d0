CREATE TABLE "drafts" (
	"person_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"path" text NOT NULL,
	"values" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "drafts_person_id_id_pk" PRIMARY KEY("person_id","id")
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "draft_of_form" ON "drafts" USING btree ("person_id","path") WHERE "drafts"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "draft_saved_at" ON "drafts" USING btree ("saved_at");