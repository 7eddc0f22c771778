enum Unit {
  PIECE = 0
  KILOGRAM = 1
  LITRE = 2
}
