DROP TABLE published_documents;
