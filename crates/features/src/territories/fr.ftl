# territories
