"""What `Study` is made of: modules that join readers, models, the store, views and exports, each about one thing."""
