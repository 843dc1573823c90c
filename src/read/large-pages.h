/* Memory of a child in large pages. */
#ifndef READ_LARGE_PAGES_H
#define READ_LARGE_PAGES_H

/*
 * What malloc() hands out from now on comes in pages of 2 MB where the system has them; where it
 * has none, nothing changes. For a process that reads one file and ends: it lays claim to
 * addresses, not to memory, and gives nothing back while it runs. Before it is confined.
 */
void large_pages_use(void);

#endif
