"""What an athlete or a coach takes away: calendars, workbooks, device files, pages to print. One format a file or folder."""
