/** A trigger_id that was handed to the app. `view` is the modal in which its interaction took place. */
export interface Trigger {
  id: string;
  user: string;
  issuedAt: number;
  exchanged: boolean;
  view?: string;
}
