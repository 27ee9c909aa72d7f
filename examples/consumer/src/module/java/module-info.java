/** An application on the module path. It names no storage: the one that is there is found. */
module com.example.consumer {
    requires org.healthwarehouse.core;
    requires org.healthwarehouse.fulcra;
}
