/** The scripts of the leader's page: its map, and filters that ask at once. */

import "../page/attentionCharts.js";
import "../page/attentionMap.js";
import "../page/attentionFilters.js";
