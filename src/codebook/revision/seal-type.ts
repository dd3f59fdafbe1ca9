/** What the seal of an edition says that it is over. It stands alone because verifiers need it, and nothing that signs. */
export const editionPayload = 'application/vnd.plumbline.edition+json';
