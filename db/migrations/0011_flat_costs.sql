-- computes with plain_letters.sql 3fc466a683ffd401
-- computes with name_words.sql 666e5fb5cb79b07c
CREATE INDEX "account_suspended" ON "accounts" USING btree ("person_id") WHERE "accounts"."state" = 'suspended';--> statement-breakpoint
CREATE INDEX "message_to_nobody" ON "messages" USING gin ("to_hashes") WHERE "messages"."person_id" is null;--> statement-breakpoint
CREATE INDEX "address_words" ON "addresses" USING gin (name_words(coalesce("canonical", '')));--> statement-breakpoint
CREATE INDEX "address_undeliverable" ON "addresses" USING btree ("person_id") WHERE "addresses"."undeliverable_at" is not null;--> statement-breakpoint
CREATE INDEX "organisation_words" ON "organisations" USING gin (name_words(coalesce("name", '')));--> statement-breakpoint
CREATE INDEX "person_words" ON "persons" USING gin (name_words(coalesce("full_name", '') || ' ' || coalesce("display_name", '')));--> statement-breakpoint
CREATE INDEX "person_organisation_words" ON "persons" USING gin (name_words(coalesce("organisation_name", '')));--> statement-breakpoint
CREATE INDEX "person_merged" ON "persons" USING btree ("merged_into") WHERE "persons"."merged_into" is not null;--> statement-breakpoint
CREATE INDEX "person_restricted" ON "persons" USING btree ("restricted_at") WHERE "persons"."restricted_at" is not null;--> statement-breakpoint
CREATE INDEX "grant_by_person" ON "grants" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "grant_by_role" ON "grants" USING btree ("role") WHERE "grants"."role" is not null and "grants"."revoked_at" is null;