ALTER TABLE "messages" DROP CONSTRAINT "messages_address_id_addresses_id_fk";
