/** The script of the page where exports are chosen: its picture. */

import "../page/waitingPicture.js";
