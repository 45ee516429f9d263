/** An upload between files.getUploadURLExternal and files.completeUploadExternal. */
export interface PendingUpload {
  fileId: string;
  filename: string;
  length: number;
  content?: string;
}
