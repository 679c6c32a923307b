//! Prints of texts for similarity, waivers and scores of other services.
