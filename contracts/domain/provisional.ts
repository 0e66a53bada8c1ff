const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether an item's id is a laptop's own, to which HQ has not allotted a number yet. Apart from the schemas, which the page does not carry. */
export const isProvisional = (id: string): boolean => UUID.test(id);
