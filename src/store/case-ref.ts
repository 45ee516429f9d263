/** Names a case: its workspace and its id within it. */
export interface CaseRef {
  workspace: string;
  caseId: string;
}
