ALTER TABLE "sessions" ADD COLUMN "typed_by" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_typed_by_persons_id_fk" FOREIGN KEY ("typed_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_typed_by" ON "sessions" USING btree ("typed_by") WHERE "sessions"."typed_by" is not null;