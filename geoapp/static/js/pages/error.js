/** The script of an error page that waits for the service. */

import "../page/retry.js";
