// The resident's side on a screen of its own.
import QtQuick
import "../theme"

Window {
    id: window

    required property var captions
    required property var desk
    required property var session
    required property var record
    required property var texts
    required property int fontSize
    required property var place

    objectName: "residentWindow"
    screen: window.place
    x: window.place.virtualX
    y: window.place.virtualY
    width: window.place.width
    height: window.place.height
    visibility: Window.FullScreen
    color: Theme.background
    title: texts.counter_resident_screen

    ResidentScreen {
        anchors.fill: parent
        captions: window.captions
        desk: window.desk
        session: window.session
        record: window.record
        texts: window.texts
        fontSize: window.fontSize
    }
}
