-- address_gone(): messages name an address that was deleted no more. A foreign key would look at the address for each message that is written,
-- which took a quarter of what writing a long mailing takes; a message whose address went in that moment leads to none, as one without does.
-- Called by its trigger on addresses. Volatile, as a trigger is.
create or replace function address_gone() returns trigger language plpgsql as $$
begin
  update messages set address_id = null where address_id in (select id from gone);
  return null;
end
$$;

create or replace trigger messages_of_address after delete on addresses
  referencing old table as gone for each statement execute function address_gone();
