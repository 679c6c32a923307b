DROP TABLE assembly_pieces;
